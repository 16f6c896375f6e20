# Sổ Vàng. `make demo` chạy thử, `make test` kiểm thử. / `make demo` to try it, `make test` to test it.
.PHONY: demo test lint doc bench load lighthouse peers interop fuzz power-cut wasm clean

# Builds the program, loads a sample campaign into ./data and serves it on 127.0.0.1:8080.
demo:
	scripts/demo

# Every test: crates, end to end, crashes, power cuts (as root), the public page in a browser, the exported books.
test:
	scripts/test

# Formatting, clippy with warnings as errors, and the documentation.
lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
doc:
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked

# Prints every bar of performance with its figure and ratio.
bench:
	scripts/bench

# Two thousand people on the public pages while a treasurer records; SOVANG_PEOPLE, SOVANG_SECONDS, SOVANG_GIFTS change it.
load:
	cargo bench --quiet --locked -p sovang --bench load

# What Lighthouse says of the public pages: three scores of at least 95 each.
lighthouse:
	scripts/lighthouse

# Has hledger and beancount agree with the exported books of the sample year.
peers:
	scripts/peers

# Has other people's programs (Go's checksum database, openssl, pymerkle) accept what a ledger publishes, and refuse it changed.
interop:
	scripts/interop

# Runs every fuzz target for a minute each, or for SECONDS; needs a C++ compiler.
fuzz:
	scripts/fuzz $(or $(SECONDS),60)

# Simulated power cuts around the log alone; needs root and loop mounts. ROUNDS=20 by default.
power-cut:
	scripts/power-cut

# Builds the verifier that browsers load, and names its compiler; what is committed must be the same byte for byte.
wasm:
	scripts/wasm

clean:
	cargo clean
