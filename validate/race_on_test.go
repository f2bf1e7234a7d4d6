//go:build race

package validate_test

// shorter is by how much long bodies are shorter: the race detector makes every byte dear.
const shorter = 20
