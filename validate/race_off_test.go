//go:build !race

package validate_test

// shorter is by how much long bodies are shorter.
const shorter = 1
