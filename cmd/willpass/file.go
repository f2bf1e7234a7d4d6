package main

import (
	"fmt"
	"os"
)

// openFile opens a file; a folder is refused.
func openFile(name string) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || info.IsDir() {
		f.Close()
		if err == nil {
			err = fmt.Errorf("%s is a folder, want a file", name)
		}
		return nil, err
	}
	return f, nil
}
