// Verifies what a ledger publishes with the code of Go's own checksum database (golang.org/x/mod/sumdb, as the Go
// distribution carries it), and has it refuse what was changed: `verify SOURCE [SAMPLE | API]`.
//
// SOURCE is the address or folder of one published log. SAMPLE is the folder of `cargo run -p publication --example
// interop`: receipts/, requests/ and checkpoints/ in it are verified as well. API is the address of the fund in the
// ledger's API: proofs of its events are asked for there.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

func main() {
	if len(os.Args) < 2 {
		fail("verify SOURCE [SAMPLE | API]")
	}
	log := open(os.Args[1])
	fmt.Printf("%s: %d entries, root %v\n", log.origin, log.tree.N, log.tree.Hash)
	log.checkCheckpoint(log.checkpoint, true)
	log.checkEntriesAndTiles()
	log.checkProofs()
	log.checkCorruptTiles()
	switch {
	case len(os.Args) < 3:
	case strings.HasPrefix(os.Args[2], "http://"):
		log.checkServedReceipts(os.Args[2])
	default:
		log.checkSample(os.Args[2])
	}
	report()
}

func (l *log) checkSample(folder string) {
	for _, path := range files(folder, "checkpoints") {
		l.checkCheckpoint(read(path), true)
	}
	for _, path := range files(folder, "receipts") {
		l.checkReceipt(path, read(path))
	}
	for _, path := range files(folder, "requests") {
		l.checkRequest(path, read(path))
	}
}

func (l *log) checkServedReceipts(api string) {
	for _, place := range l.places() {
		path := fmt.Sprintf("%s/events/%d/proof", api, place)
		text, err := get(path)
		if err != nil {
			fail("%s: %v", path, err)
		}
		l.checkReceipt(path, text)
	}
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
