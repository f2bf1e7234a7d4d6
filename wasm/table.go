//go:build wasip1

package main

// table hands out numbers for things that JavaScript keeps hold of. Numbers start at 1 and are used again.
type table[T any] struct {
	things []*T
	spare  *T // the last that was dropped: what comes next lives in its memory
}

// fresh is a thing that nobody holds, with what an earlier one left in it.
func (t *table[T]) fresh() *T {
	thing := t.spare
	if t.spare = nil; thing == nil {
		thing = new(T)
	}
	return thing
}

func (t *table[T]) add(thing *T) int32 {
	for i := range t.things {
		if t.things[i] == nil {
			t.things[i] = thing
			return int32(i + 1)
		}
	}
	t.things = append(t.things, thing)
	return int32(len(t.things))
}

func (t *table[T]) get(handle int32) *T {
	if handle < 1 || int(handle) > len(t.things) {
		return nil
	}
	return t.things[handle-1]
}

func (t *table[T]) drop(handle int32) {
	if handle >= 1 && int(handle) <= len(t.things) {
		t.spare, t.things[handle-1] = t.things[handle-1], nil
	}
}
