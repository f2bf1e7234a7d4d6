// What of Go's runtime this module never needs, though the linker cannot know: one row per reason. "trap": a call stops the module,
// which is how a mistake here shows; "stop": the call itself is replaced by that; "return": the call comes back at once, for what is called but only prints or is of no
// use (such functions have no results). A name that ends in * is a prefix. Every name must exist, so that a new version of Go
// is looked at anew; sources are in $GOROOT/src/runtime.

/** @typedef {{ how: "trap" | "stop" | "return", why: string, names: string[], but?: string[] }} Unused */

/** @type {Unused[]} */
export const unused = [
  {
    how: "trap", why: "ran before the snapshot and never again (rt0_wasip1_wasm.s, proc.go)",
    names: ["_rt0_wasm_wasip1", "_rt0_wasm_wasip1_lib", "runtime.rt0_go", "runtime.schedinit", "runtime.mstart", "runtime.mstart0", "runtime.mstart1", "runtime.main",
      "runtime.doInit1", "runtime.notInitialized"],
  },
  {
    how: "return", why: "gives memory back to the system, which WebAssembly cannot (mem_sbrk.go); asleep in the snapshot",
    names: ["runtime.(*scavengerState).wake"],
  },
  {
    how: "trap", why: "so is not woken, and with it goes the one user of timers (mgcscavenge.go)",
    names: ["runtime.bgscavenge", "runtime.(*scavengerState).run", "runtime.(*scavengerState).sleep", "runtime.(*timer).modify", "runtime.(*timer).stop",
      "runtime.(*timers).run", "runtime.(*timers).adjust", "runtime.(*timers).take", "runtime.(*timer).unlockAndRun", "runtime.netpoll*"],
  },
  {
    how: "return", why: "prints the stacks of goroutines; the message of a panic is printed all the same (panic.go, traceback.go)",
    names: ["runtime.traceback1", "runtime.tracebacksomeothers", "runtime.tracebackHexdump", "runtime.goroutineheader", "runtime.printcreatedby", "runtime.printanycustomtype",
      "runtime.dumpgstatus", "runtime.hexdumpWords", "runtime.gcDumpObject", "runtime.printScavTrace", "runtime.printfloat64", "runtime.printfloat32",
      "runtime.printcomplex128", "runtime.printcomplex64"],
  },
  {
    how: "trap", why: "is asked for by GODEBUG, which is empty (runtime1.go)",
    names: ["runtime.schedtrace", "runtime.fmtNSAsMS", "runtime.checkFinalizersAndCleanups", "runtime.dumpScanStats", "runtime.startCheckmarks*", "runtime.setCheckmark", "runtime.runCheckmark"],
  },
  {
    how: "trap", why: "traces, which runtime/trace would have to start (trace.go)",
    names: ["runtime.trace*", "runtime.(*trace*"],
    but: ["runtime.traceback*", "runtime.traceAcquire", "runtime.traceRelease", "runtime.traceLocker.ok", "runtime.traceAllocFreeEnabled"],
  },
  {
    how: "trap", why: "profiles, which runtime/pprof would have to start (mprof.go, cpuprof.go)",
    names: ["runtime.mProf_Malloc", "runtime.saveblockevent", "runtime.(*profBuf)*", "runtime.tryRecordGoroutineProfile*", "runtime.doRecordGoroutineProfile", "runtime.tracebackPCs", "runtime.findGoroutineLeaks"],
  },
  {
    how: "stop", why: "a mistake of the engine stops the module at once, and stacks do not grow (parking.js): no panic is run, told or recovered from",
    names: ["runtime.sigpanic", "runtime.goPanic*", "runtime.panic*", "runtime.gopanic", "runtime.recovery", "runtime.(*_panic)*", "runtime.deferreturn", "runtime.printpanic*",
      "runtime.fatalpanic*", "runtime.morestack", "runtime.morestack_noctxt", "runtime.newstack", "runtime.copystack"],
  },
  { how: "return", why: "stacks do not shrink either (stack.go)", names: ["runtime.shrinkstack"] },
  { how: "return", why: "nothing is allocated beside a collection that would have to help it (mgcmark.go)", names: ["runtime.gcAssistAlloc"] },
  {
    how: "trap", why: "the goroutines of the runtime have begun, those that collect too; the engine begins none, and none wait for each other (proc.go, chan.go, sema.go)",
    names: ["runtime.newproc1", "runtime.chansend", "runtime.chanrecv", "runtime.makechan", "runtime.(*semaRoot)*", "runtime.acquireSudog", "runtime.releaseSudog"],
  },
  { how: "trap", why: "goroutines that only sysmon wakes, which there is none of here; asleep in the snapshot", names: ["runtime.forcegchelper", "runtime.updateMaxProcsGoroutine", "runtime.preemptPark"] },
  { how: "trap", why: "nothing has a finalizer, a cleanup or another special (mfinal.go, mcleanup.go)", names: ["runtime.freeSpecial", "runtime.queuefinalizer", "runtime.addspecial", "runtime.(*cleanupQueue).enqueue"] },
  {
    how: "trap", why: "there is one thread and no C (proc.go, cgocall.go), nobody tests with synctest",
    names: ["runtime.newm", "runtime.startm", "runtime.handoffp", "runtime.(*p).destroy", "runtime.mexit", "runtime.cgocall", "runtime.(*synctestBubble)*", "runtime.(*mspan).setUserArenaChunkToFault"],
  },
];
