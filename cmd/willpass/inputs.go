package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/willpass/willpass/validate/probe"
)

// mostInputs bounds how many files folders and patterns may stand for.
const mostInputs = 100_000

// inputs is the files that names stand for: files, patterns such as "photos/**/*.jpg", and folders, of which every picture, video, audio
// and PDF file below counts but hidden ones.
func inputs(names []string) ([]string, error) {
	var out []string
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case err == nil && info.IsDir():
			if out, err = below(out, name); err != nil {
				return nil, err
			}
		case err == nil:
			out = append(out, name)
		case strings.ContainsAny(name, "*?[{"):
			found, err := doublestar.FilepathGlob(name, doublestar.WithFilesOnly())
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			if len(found) == 0 {
				return nil, fmt.Errorf("no file is like %s", name)
			}
			out = append(out, found...)
		default:
			out = append(out, name) // opening it says what is wrong
		}
		if len(out) > mostInputs {
			return nil, fmt.Errorf("%s: more than %d files", name, mostInputs)
		}
	}
	return once(out), nil
}

// once leaves out names that come again.
func once(names []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(names, func(name string) bool {
		again := seen[filepath.Clean(name)]
		seen[filepath.Clean(name)] = true
		return again
	})
}

// below adds the media in a folder and those below it.
func below(out []string, folder string) ([]string, error) {
	before := len(out)
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch hidden := path != folder && strings.HasPrefix(entry.Name(), "."); {
		case err != nil:
			return err
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || !entry.Type().IsRegular():
			return nil
		case len(out) > mostInputs:
			return fs.SkipAll
		}
		m, err := probeFile(path, false)
		if err == nil && (m.Format != 0 || m.Fault == probe.Truncated) {
			out = append(out, path)
		}
		return err
	})
	if err == nil && len(out) == before {
		err = fmt.Errorf("there is no picture, video, audio or PDF file in %s", folder)
	}
	return out, err
}
