//go:build !race

package body

// raced says that the race detector runs, which makes every byte dear.
const raced = false
