package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// inNode is what a run in Node says of an input: nanoseconds per call of each contender, and the memory of the module in bytes.
type inNode struct {
	Input  string
	Times  map[string]times
	Memory int64
}

// runNode runs the same inputs in Node: the npm package against what a JavaScript developer would write. It needs js/dist and
// js/compare/node_modules.
func runNode(root, dir string, all []input, progress io.Writer) (map[string]inNode, error) {
	type described struct {
		Name, Kind, Method, URL, File, Endpoint string
		Headers                                 map[string]string
	}
	var list []described
	for i := range all {
		in := &all[i]
		d := described{in.Name, string(in.Kind), in.Request.Method, in.Request.URL, fmt.Sprintf("%d.bin", i), in.Endpoint, map[string]string{}}
		for _, h := range in.Request.Headers {
			d.Headers[h.Name] = h.Value
		}
		list = append(list, d)
		if err := os.WriteFile(filepath.Join(dir, d.File), in.Data, 0o600); err != nil {
			return nil, err
		}
	}
	text, err := json.Marshal(list)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "inputs.json"), text, 0o600)
	}
	if err != nil {
		return nil, err
	}
	node := exec.Command("node", filepath.Join(root, "js/compare/bench.mjs"), dir)
	node.Stderr = os.Stderr
	out, err := node.StdoutPipe()
	if err == nil {
		err = node.Start()
	}
	if err != nil {
		return nil, err
	}
	found := map[string]inNode{}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var one inNode
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("bench.mjs says %q: %w", lines.Text(), err)
		}
		fmt.Fprintf(progress, "  in Node: %s\n", one.Input)
		found[one.Input] = one
	}
	if err := node.Wait(); err != nil {
		return nil, fmt.Errorf("bench.mjs: %w", err)
	}
	return found, nil
}
