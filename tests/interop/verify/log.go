// The published log: where its files come from, its keys, its checkpoint and its tiles.
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type log struct {
	source     string
	origin     string
	checkpoint []byte
	verifiers  []note.Verifier // the log's, then its witnesses'
	tree       tlog.Tree
	entries    [][]byte // all of them
	known      map[string][]byte
	corrupt    map[string]func([]byte) []byte // what a dishonest server does to a file
}

func open(source string) *log {
	l := &log{source: strings.TrimSuffix(source, "/"), known: map[string][]byte{}}
	l.readPolicy()
	l.origin = l.verifiers[0].Name()
	// Witnesses may still be on their way.
	for tries := 0; ; tries++ {
		var err error
		l.checkpoint, err = l.get("checkpoint")
		must(err)
		if l.tree, err = l.open(l.checkpoint, true); err == nil {
			return l
		} else if tries == 100 {
			fail("checkpoint: %v", err)
		}
		time.Sleep(300 * time.Millisecond)
	}
}

// A file of the log, kept once it was read.
func (l *log) fetch(path string) []byte {
	data, there := l.known[path]
	if !there {
		var err error
		if data, err = l.get(path); err != nil {
			fail("%s: %v", path, err)
		}
		l.known[path] = data
	}
	if corrupt := l.corrupt[path]; corrupt != nil {
		return corrupt(data)
	}
	return data
}

func (l *log) get(path string) ([]byte, error) {
	if !strings.HasPrefix(l.source, "http://") {
		return os.ReadFile(filepath.Join(l.source, path))
	}
	return get(l.source + "/" + path)
}

func get(address string) ([]byte, error) {
	answer, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != 200 {
		return nil, fmt.Errorf("%s", answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// The keys: those of the policy, and the log's own file of its key must say the same.
func (l *log) readPolicy() {
	for _, line := range strings.Split(string(l.fetch("policy")), "\n") {
		words := strings.Fields(line)
		switch {
		case len(words) > 1 && words[0] == "log":
			verifier, err := note.NewVerifier(words[1])
			must(err)
			l.verifiers = append([]note.Verifier{verifier}, l.verifiers...)
			if own := l.fetch("log.vkey"); string(own) != words[1]+"\n" {
				fail("log.vkey says %q, the policy %q", own, words[1])
			}
		case len(words) > 2 && words[0] == "witness":
			l.verifiers = append(l.verifiers, newCosigner(words[2]))
		}
	}
}

// Opens a checkpoint: the log and, if asked for, every known witness must have signed it.
func (l *log) open(bytes []byte, cosigned bool) (tlog.Tree, error) {
	wanted := l.verifiers[:1]
	if cosigned {
		wanted = l.verifiers
	}
	opened, err := note.Open(bytes, note.VerifierList(l.verifiers...))
	if err != nil {
		return tlog.Tree{}, err
	}
	for _, verifier := range wanted {
		found := false
		for _, signature := range opened.Sigs {
			found = found || signature.Name == verifier.Name() && signature.Hash == verifier.KeyHash()
		}
		if !found {
			return tlog.Tree{}, fmt.Errorf("not signed by %s", verifier.Name())
		}
	}
	return parseCheckpoint(opened.Text, l.verifiers[0].Name())
}

func parseCheckpoint(text, origin string) (tlog.Tree, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != origin {
		return tlog.Tree{}, fmt.Errorf("not a checkpoint of %s: %q", origin, text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, fmt.Errorf("size %q", lines[1])
	}
	hash, err := parseHash(lines[2])
	return tlog.Tree{N: size, Hash: hash}, err
}

// Go's own ParseHash lets the unused bits of the last character be anything; this does not.
func parseHash(text string) (hash tlog.Hash, err error) {
	data, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(data) != tlog.HashSize || strings.ContainsAny(text, "\r\n") {
		return hash, fmt.Errorf("hash %q", text)
	}
	copy(hash[:], data)
	return hash, nil
}

// Every bit of a checkpoint counts.
func (l *log) checkCheckpoint(whole []byte, cosigned bool) {
	_, err := l.open(whole, cosigned)
	mustAccept("checkpoint", err)
	for at := range whole {
		for bit := 0; bit < 8; bit++ {
			changed := bytes.Clone(whole)
			changed[at] ^= 1 << bit
			tree, err := l.open(changed, cosigned)
			if err == nil && strictSignatures(changed) != nil {
				err = strictSignatures(changed)
			}
			mustRefuse("checkpoint", err, "byte ", at, " bit ", bit, " ", tree)
		}
	}
}

// Go's note.Open lets the unused bits of a signature's last character be anything, too.
func strictSignatures(whole []byte) error {
	for _, line := range strings.Split(string(whole), "\n") {
		if words := strings.Split(line, " "); words[0] == "\u2014" {
			if _, err := base64.StdEncoding.Strict().DecodeString(words[len(words)-1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// tlog.TileReader over the log's files: Go writes a tile's height into its path, C2SP's tiles are always 8 high.
func (l *log) Height() int                     { return 8 }
func (l *log) SaveTiles([]tlog.Tile, [][]byte) {}
func (l *log) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		data = append(data, l.fetch(tilePath(tile)))
	}
	return data, nil
}

func tilePath(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
}

func bundlePath(tile tlog.Tile) string {
	return strings.Replace(tilePath(tile), "tile/0/", "tile/entries/", 1)
}
