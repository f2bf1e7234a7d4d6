//go:build !race

package hostile

// shorter is by how much long bodies are shorter: the race detector makes every byte dear.
const shorter = 1
