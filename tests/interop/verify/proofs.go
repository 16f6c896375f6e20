// Proof files and requests to witnesses: read, verified, and refused with any bit of them changed.
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// A text with a number, hashes, and a checkpoint below a blank line.
type proofText struct {
	extra  []byte
	number int64
	hashes []tlog.Hash
	tree   tlog.Tree
}

func (l *log) parse(text []byte, head, word string) (proof proofText, err error) {
	above, below, found := strings.Cut(string(text), "\n\n")
	if !found {
		return proof, fmt.Errorf("no checkpoint")
	}
	if proof.tree, err = l.open([]byte(below), true); err != nil {
		return proof, err
	}
	if err = strictSignatures([]byte(below)); err != nil {
		return proof, err
	}
	above, found = strings.CutPrefix(above, head)
	if !found {
		return proof, fmt.Errorf("head %q", above)
	}
	lines := strings.Split(above, "\n")
	if data, found := strings.CutPrefix(lines[0], "extra "); found {
		if proof.extra, err = base64.StdEncoding.Strict().DecodeString(data); err != nil {
			return proof, err
		}
		lines = lines[1:]
	}
	number, found := strings.CutPrefix(lines[0], word+" ")
	proof.number, err = strconv.ParseInt(number, 10, 64)
	if !found || err != nil || strconv.FormatInt(proof.number, 10) != number {
		return proof, fmt.Errorf("line %q", lines[0])
	}
	for _, line := range lines[1:] {
		hash, err := parseHash(line)
		if err != nil {
			return proof, err
		}
		proof.hashes = append(proof.hashes, hash)
	}
	return proof, nil
}

func (l *log) receipt(text, entry []byte) error {
	proof, err := l.parse(text, "c2sp.org/tlog-proof@v1\n", "index")
	if err != nil {
		return err
	}
	if entry == nil {
		entry = proof.extra
	}
	return tlog.CheckRecord(proof.hashes, proof.tree.N, proof.tree.Hash, proof.number, tlog.RecordHash(entry))
}

func (l *log) request(text []byte, roots map[int64]tlog.Hash) error {
	proof, err := l.parse(text, "", "old")
	if err != nil {
		return err
	}
	root, known := roots[proof.number]
	if !known {
		return fmt.Errorf("no root of %d", proof.number)
	}
	return tlog.CheckTree(proof.hashes, proof.tree.N, proof.tree.Hash, proof.number, root)
}

// Accepted as it is; refused with any bit changed, any byte missing, or cut anywhere: tried at every byte of the first
// text of a kind, and at a hundred places of the others.
func check(kind, path string, whole []byte, verify func([]byte) error) {
	mustAccept(kind, verify(whole), path)
	step := 1
	if accepted[kind] > 1 {
		step += len(whole) / 100
	}
	for at := 0; at < len(whole); at += step {
		for bit := 0; bit < 8; bit++ {
			changed := bytes.Clone(whole)
			changed[at] ^= 1 << bit
			mustRefuse(kind, verify(changed), path, " byte ", at, " bit ", bit)
		}
		mustRefuse(kind, verify(append(bytes.Clone(whole[:at]), whole[at+1:]...)), path, " without byte ", at)
		mustRefuse(kind, verify(whole[:at]), path, " cut at ", at)
	}
}

func (l *log) checkReceipt(path string, whole []byte) {
	proof, err := l.parse(whole, "c2sp.org/tlog-proof@v1\n", "index")
	must(err)
	if proof.number < int64(len(l.entries)) && !bytes.Equal(proof.extra, l.entries[proof.number]) {
		fail("%s brings along another entry", path)
	}
	check("receipt", path, whole, func(text []byte) error { return l.receipt(text, nil) })
}

func (l *log) checkRequest(path string, whole []byte) {
	proof, err := l.parse(whole, "", "old")
	must(err)
	root, err := tlog.TreeHash(proof.number, tlog.TileHashReader(l.tree, l))
	must(err)
	roots := map[int64]tlog.Hash{proof.number: root}
	check("request to a witness", path, whole, func(text []byte) error { return l.request(text, roots) })
}
