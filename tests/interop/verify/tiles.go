// Every entry and every tile, recomputed; proofs out of the tiles; and tiles that a dishonest server has changed.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// The hashes of a tree in memory, in the order in which Go stores them.
type storage []tlog.Hash

func (s storage) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, index := range indexes {
		if index >= int64(len(s)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		hashes = append(hashes, s[index])
	}
	return hashes, nil
}

// Hashes all entries: the root is the signed one, and every tile holds what follows from the entries.
func (l *log) checkEntriesAndTiles() {
	var stored storage
	for _, tile := range tlog.NewTiles(8, 0, l.tree.N) {
		if tile.L != 0 {
			continue
		}
		entries, err := split(l.fetch(bundlePath(tile)), tile.W)
		mustAccept("bundle", err, bundlePath(tile))
		for _, entry := range entries {
			hashes, err := tlog.StoredHashes(int64(len(l.entries)), entry, stored)
			must(err)
			stored = append(stored, hashes...)
			l.entries = append(l.entries, entry)
		}
	}
	root, err := tlog.TreeHash(l.tree.N, stored)
	if err == nil && root != l.tree.Hash {
		err = fmt.Errorf("root %v", root)
	}
	mustAccept("root over entries", err)
	before, err := tlog.TreeHash(l.tree.N-1, stored)
	must(err)
	if before != l.tree.Hash {
		err = fmt.Errorf("root %v", before)
	}
	mustRefuse("root over entries", err, "without the last one")
	for _, tile := range tlog.NewTiles(8, 0, l.tree.N) {
		data, err := tlog.ReadTileData(tile, stored)
		must(err)
		if !bytes.Equal(data, l.fetch(tilePath(tile))) {
			err = fmt.Errorf("does not follow from the entries")
		}
		mustAccept("tile", err, tilePath(tile))
	}
}

func split(bundle []byte, count int) (entries [][]byte, err error) {
	for len(bundle) > 0 {
		if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
			return nil, fmt.Errorf("cut")
		}
		end := 2 + int(binary.BigEndian.Uint16(bundle))
		entries, bundle = append(entries, bundle[2:end]), bundle[end:]
	}
	if len(entries) != count {
		return nil, fmt.Errorf("%d entries, not %d", len(entries), count)
	}
	return entries, nil
}

// Proofs that Go makes out of the tiles, which it checks against the root while it reads them.
func (l *log) checkProofs() {
	reader := tlog.TileHashReader(l.tree, l)
	for _, index := range l.places() {
		proof, err := tlog.ProveRecord(l.tree.N, index, reader)
		must(err)
		hash := tlog.RecordHash(l.entries[index])
		mustAccept("inclusion from tiles", tlog.CheckRecord(proof, l.tree.N, l.tree.Hash, index, hash), index)
		hash[int(index)%32] ^= 1
		mustRefuse("inclusion from tiles", tlog.CheckRecord(proof, l.tree.N, l.tree.Hash, index, hash), index)
		old := index + 1
		root, err := tlog.TreeHash(old, reader)
		must(err)
		extends, err := tlog.ProveTree(l.tree.N, old, reader)
		must(err)
		mustAccept("consistency from tiles", tlog.CheckTree(extends, l.tree.N, l.tree.Hash, old, root), old)
		root[int(index)%32] ^= 1
		mustRefuse("consistency from tiles", tlog.CheckTree(extends, l.tree.N, l.tree.Hash, old, root), old)
	}
}

// Places all over the tree, at both of its ends and at the edges of tiles.
func (l *log) places() (places []int64) {
	for _, place := range []int64{0, 1, 254, 255, 256, 65535, 65536, l.tree.N - 2, l.tree.N - 1} {
		if place >= 0 && place < l.tree.N {
			places = append(places, place)
		}
	}
	for place := int64(3); place < l.tree.N; place += 1 + l.tree.N/97 {
		places = append(places, place)
	}
	return places
}

// A server that changes one bit of one tile or bundle is found out, whichever it is.
func (l *log) checkCorruptTiles() {
	defer func() { l.corrupt = nil }()
	for number, tile := range tlog.NewTiles(8, 0, l.tree.N) {
		for _, at := range []int{0, (number*7919 + 13) % (tile.W * 32), tile.W*32 - 1} {
			flip := func(data []byte) []byte {
				changed := bytes.Clone(data)
				changed[at] ^= 1 << (at % 8)
				return changed
			}
			l.corrupt = map[string]func([]byte) []byte{tilePath(tile): flip}
			level, index := 8*tile.L, tile.N*256+int64(at/32)
			_, err := tlog.TileHashReader(l.tree, l).ReadHashes([]int64{tlog.StoredHashIndex(level, index)})
			mustRefuse("tile", err, tilePath(tile), " byte ", at)
		}
		if tile.L == 0 {
			l.checkCorruptBundle(number, tile)
		}
	}
}

func (l *log) checkCorruptBundle(number int, tile tlog.Tile) {
	bundle, hashes := l.fetch(bundlePath(tile)), l.fetch(tilePath(tile))
	for _, at := range []int{0, 1, (number*7919 + 13) % len(bundle), len(bundle) - 1} {
		changed := bytes.Clone(bundle)
		changed[at] ^= 1 << (at % 8)
		entries, err := split(changed, tile.W)
		for place, entry := range entries {
			if hash := tlog.RecordHash(entry); err == nil && !bytes.Equal(hash[:], hashes[place*32:place*32+32]) {
				err = fmt.Errorf("entry %d is not the one in the tree", place)
			}
		}
		mustRefuse("bundle", err, bundlePath(tile), " byte ", at)
	}
}
