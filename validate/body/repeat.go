package body

// firstRepeat is the earliest member whose key came before; nil when all keys differ.
func firstRepeat(members []Member) *Member {
	if len(members) < 2 {
		return nil
	}
	order := make([]int, len(members))
	for i := range order {
		order[i] = i
	}
	Sort(order, func(a, b int) bool {
		x, y := members[a].Key, members[b].Key
		return x < y || x == y && a < b
	})
	first := len(members)
	for i := 1; i < len(order); i++ {
		if members[order[i-1]].Key == members[order[i]].Key {
			first = min(first, order[i])
		}
	}
	if first == len(members) {
		return nil
	}
	return &members[first]
}

// Sort is heap sort: no worst case, and a tenth of the code of package sort. Less must decide about any two.
func Sort(order []int, less func(a, b int) bool) {
	sink := func(root, end int) {
		for {
			child := 2*root + 1
			if child >= end {
				return
			}
			if child+1 < end && less(order[child], order[child+1]) {
				child++
			}
			if !less(order[root], order[child]) {
				return
			}
			order[root], order[child] = order[child], order[root]
			root = child
		}
	}
	for i := len(order)/2 - 1; i >= 0; i-- {
		sink(i, len(order))
	}
	for end := len(order) - 1; end > 0; end-- {
		order[0], order[end] = order[end], order[0]
		sink(0, end)
	}
}
