// First foreign verifier: replays a published journal with Go's golang.org/x/mod/sumdb.
//
//	verifier DIR LOG_VKEY [COSIGNER_VKEY]
//
// Prints size and root. Exits 1 and names the damaged file when anything is wrong. Hashes, tree, tiles
// and notes are the library's; what is written here is the mapping to the layout of C2SP tlog-tiles
// (paths, length-prefixed bundles, three-line checkpoint, cosignature) and the check of the pieces.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height    = 8
	full      = 1 << height
	entryLen  = 256
	pieceFrom = 160
	pieceTo   = 192
)

func main() {
	if len(os.Args) != 3 && len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: verifier DIR LOG_VKEY [COSIGNER_VKEY]")
		os.Exit(2)
	}
	cosigner := ""
	if len(os.Args) == 4 {
		cosigner = os.Args[3]
	}
	tree, err := verify(os.Args[1], os.Args[2], cosigner)
	if err != nil {
		fmt.Fprintln(os.Stderr, "go: REFUSED:", err)
		os.Exit(1)
	}
	fmt.Printf("go: size %d root %x\n", tree.N, tree.Hash[:])
}

// A journal being replayed: every hash is computed again from the bundles.
type replay struct {
	dir    string
	tree   tlog.Tree
	hashes []tlog.Hash
	pieces map[string]bool
	// The first tile that contradicts its bundle, and that bundle: with a wrong root in the end, the bundle is to blame.
	tile, bundle string
}

func (r *replay) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(r.hashes)) {
			return nil, errors.New("hash beyond the tree")
		}
		found[i] = r.hashes[index]
	}
	return found, nil
}

func verify(dir, logKey, cosignerKey string) (tlog.Tree, error) {
	tree, err := openCheckpoint(dir, logKey, cosignerKey)
	if err != nil {
		return tree, fmt.Errorf("checkpoint: %v", err)
	}
	r := &replay{dir: dir, tree: tree, pieces: map[string]bool{}}
	for first := int64(0); first < tree.N; first += full {
		if err := r.readBundle(first); err != nil {
			return tree, err
		}
	}
	for level := 0; tree.N>>(height*level) > 0; level++ {
		hashes := tree.N >> (height * level)
		for first := int64(0); first < hashes; first += full {
			width := hashes - first
			if width > full {
				width = full
			}
			if err := r.compare(tlog.Tile{H: height, L: level, N: first / full, W: int(width)}); err != nil {
				return tree, err
			}
		}
	}
	root, err := tlog.TreeHash(tree.N, r)
	if tree.N == 0 {
		root, err = tlog.Hash(sha256.Sum256(nil)), nil
	}
	switch {
	case err != nil:
		return tree, err
	case root == tree.Hash && r.tile != "":
		return tree, fmt.Errorf("%s: not what the entries give", r.tile)
	case root != tree.Hash && r.bundle != "":
		return tree, fmt.Errorf("%s: not what its tile says", r.bundle)
	case root != tree.Hash:
		return tree, errors.New("checkpoint: root mismatch")
	}
	return tree, r.everyFile()
}

func openCheckpoint(dir, logKey, cosignerKey string) (tree tlog.Tree, err error) {
	signed, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return tree, err
	}
	log, err := note.NewVerifier(logKey)
	if err != nil {
		return tree, err
	}
	known := []note.Verifier{log}
	if cosignerKey != "" {
		cosigner, err := newCosigner(cosignerKey)
		if err != nil {
			return tree, err
		}
		known = append(known, cosigner)
	}
	opened, err := note.Open(signed, note.VerifierList(known...))
	if err != nil {
		return tree, err
	}
	if len(opened.Sigs) != len(known) {
		return tree, errors.New("a signature or cosignature is missing")
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != log.Name() {
		return tree, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return tree, errors.New("malformed size")
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func (r *replay) readBundle(first int64) error {
	width := r.tree.N - first
	if width > full {
		width = full
	}
	path := layoutPath(tlog.Tile{H: height, L: -1, N: first / full, W: int(width)})
	bundle, err := r.read(path)
	if err != nil {
		return err
	}
	if int64(len(bundle)) != width*(entryLen+2) {
		return fmt.Errorf("%s: malformed", path)
	}
	for i := int64(0); i < width; i++ {
		framed := bundle[i*(entryLen+2) : (i+1)*(entryLen+2)]
		if binary.BigEndian.Uint16(framed) != entryLen {
			return fmt.Errorf("%s: malformed", path)
		}
		entry := framed[2:]
		stored, err := tlog.StoredHashes(first+i, entry, r)
		if err != nil {
			return err
		}
		r.hashes = append(r.hashes, stored...)
		if piece := entry[pieceFrom:pieceTo]; !bytes.Equal(piece, make([]byte, 32)) {
			r.pieces[hex.EncodeToString(piece)] = true
		}
	}
	return nil
}

// Compares a tile of the present tree with the one computed.
func (r *replay) compare(tile tlog.Tile) error {
	path := layoutPath(tile)
	found, err := r.read(path)
	if err != nil {
		return err
	}
	computed, err := tlog.ReadTileData(tile, r)
	if err != nil {
		return err
	}
	if len(found) != len(computed) {
		return fmt.Errorf("%s: malformed", path)
	}
	if !bytes.Equal(found, computed) && r.tile == "" {
		r.tile = path
		if tile.L == 0 {
			r.bundle = layoutPath(tlog.Tile{H: height, L: -1, N: tile.N, W: tile.W})
		}
	}
	return nil
}

// Looks at all files: older partial tiles must be beginnings of what was computed, pieces bear their hash.
func (r *replay) everyFile() error {
	for piece := range r.pieces {
		if _, err := r.read("piece/" + piece); err != nil {
			return err
		}
	}
	return filepath.WalkDir(r.dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		path, err := filepath.Rel(r.dir, file)
		if err != nil || path == "checkpoint" || path == ".nouveau" {
			return err
		}
		found, err := r.read(path)
		if err != nil {
			return err
		}
		if strings.HasPrefix(path, "piece/") {
			if hash := sha256.Sum256(found); "piece/"+hex.EncodeToString(hash[:]) != path {
				return fmt.Errorf("%s: does not bear its hash", path)
			}
			return nil
		}
		return r.judgeTile(path, found)
	})
}

func (r *replay) judgeTile(path string, found []byte) error {
	tile, err := tlog.ParseTilePath(sumdbPath(path))
	if err != nil || layoutPath(tile) != path {
		return fmt.Errorf("%s: has no place in a journal", path)
	}
	level := tile.L
	if level < 0 {
		level = 0
	}
	if (tile.N*full+int64(tile.W))<<(height*level) > r.tree.N {
		return nil // Of a publication under way, beyond the checkpoint.
	}
	if tile.L >= 0 {
		computed, err := tlog.ReadTileData(tile, r)
		if err != nil {
			return err
		}
		if !bytes.Equal(found, computed) {
			return fmt.Errorf("%s: not what the entries give", path)
		}
		return nil
	}
	if len(found) != tile.W*(entryLen+2) {
		return fmt.Errorf("%s: malformed", path)
	}
	for i := 0; i < tile.W; i++ {
		framed := found[i*(entryLen+2) : (i+1)*(entryLen+2)]
		leaf := r.hashes[tlog.StoredHashIndex(0, tile.N*full+int64(i))]
		if binary.BigEndian.Uint16(framed) != entryLen || tlog.RecordHash(framed[2:]) != leaf {
			return fmt.Errorf("%s: not the entries of the tree", path)
		}
	}
	return nil
}

func (r *replay) read(path string) ([]byte, error) {
	bytes, err := os.ReadFile(filepath.Join(r.dir, filepath.FromSlash(path)))
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read", path)
	}
	return bytes, nil
}

// The library writes tile/8/<level>/… and tile/8/data/…; C2SP leaves the height out and says entries.
func layoutPath(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), "tile/8/")
	if strings.HasPrefix(path, "data/") {
		path = "entries/" + strings.TrimPrefix(path, "data/")
	}
	return "tile/" + path
}

func sumdbPath(path string) string {
	path = strings.TrimPrefix(path, "tile/")
	if strings.HasPrefix(path, "entries/") {
		path = "data/" + strings.TrimPrefix(path, "entries/")
	}
	return "tile/8/" + path
}

// A key of algorithm 4 (C2SP tlog-cosignature): the signed text begins with a time kept in the signature.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newCosigner(vkey string) (*cosigner, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("malformed cosigner key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != 4 {
		return nil, errors.New("malformed cosigner key")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	if hex.EncodeToString(sum[:4]) != parts[1] {
		return nil, errors.New("cosigner key with a wrong id")
	}
	return &cosigner{parts[0], binary.BigEndian.Uint32(sum[:4]), key[1:]}, nil
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }
func (c *cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
	return ed25519.Verify(c.key, []byte(signed), signature[8:])
}
