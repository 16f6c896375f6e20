// Verifies what a ledger publishes with the code of Go's own checksum database (golang.org/x/mod/sumdb, as the Go
// distribution carries it), and has it refuse what was changed: `verify SOURCE [SAMPLE]`.
//
// SOURCE is the address or folder of one published log. SAMPLE is the folder of `cargo run -p publication --example
// interop`, or one with receipts fetched from a server: receipts/, requests/ and checkpoints/ in it are verified as well.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
)

func main() {
	if len(os.Args) < 2 {
		fail("verify SOURCE [SAMPLE]")
	}
	log := open(os.Args[1])
	fmt.Printf("%s: %d entries, root %v\n", log.origin, log.tree.N, log.tree.Hash)
	log.checkCheckpoint(log.checkpoint, true)
	log.checkEntriesAndTiles()
	log.checkProofs()
	log.checkCorruptTiles()
	if len(os.Args) > 2 {
		for _, path := range files(os.Args[2], "checkpoints") {
			log.checkCheckpoint(read(path), true)
		}
		for _, path := range files(os.Args[2], "receipts") {
			log.checkReceipt(path)
		}
		for _, path := range files(os.Args[2], "requests") {
			log.checkRequest(path)
		}
	}
	report()
}

func files(folder, kind string) []string {
	found, err := filepath.Glob(filepath.Join(folder, kind, "*"))
	must(err)
	sort.Strings(found)
	return found
}

func read(path string) []byte {
	bytes, err := os.ReadFile(path)
	must(err)
	return bytes
}

// What was done, by kind: how many things were accepted that must be, and refused that must be.
var accepted, refused = map[string]int{}, map[string]int{}

// A thing that is right must be accepted.
func mustAccept(kind string, err error, what ...any) {
	if err != nil {
		fail("%s refused: %v: %v", kind, fmt.Sprint(what...), err)
	}
	accepted[kind]++
}

// A thing that was changed must be refused.
func mustRefuse(kind string, err error, what ...any) {
	if err == nil {
		fail("changed %s accepted: %v", kind, fmt.Sprint(what...))
	}
	refused[kind]++
}

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "interop: "+format+"\n", values...)
	os.Exit(1)
}

func report() {
	var kinds []string
	for kind := range accepted {
		kinds = append(kinds, kind)
	}
	sort.Strings(kinds)
	for _, kind := range kinds {
		fmt.Printf("  %-22s %8d accepted, %8d changed ones refused\n", kind, accepted[kind], refused[kind])
	}
}
