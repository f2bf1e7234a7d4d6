import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Takes files that are dropped anywhere on the page or pasted into it, while `active`. True while something is held over it. */
export function useDrop(active: boolean, take: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!active) return;
    let depth = 0; // dragenter and dragleave come for every element that is crossed
    const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const count = (by: number) => (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth + by);
      setOver(depth > 0);
    };
    const [enter, leave] = [count(1), count(-1)];
    const hover = (event: DragEvent): void => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      take([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = ({ clipboardData }: ClipboardEvent): void => {
      const files = [...(clipboardData?.files ?? [])];
      if (files.length > 0) take(files);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: hover, drop, paste } as Record<string, EventListener | ((event: never) => void)>;
    for (const [name, listener] of Object.entries(listeners)) addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) removeEventListener(name, listener as EventListener);
    };
  }, [active, take]);
  return over;
}

/** A button that opens the browser's choice of files. */
export function FileButton({ label, multiple = false, accept = "", plain = false, take }: { label: string; multiple?: boolean; accept?: string; plain?: boolean; take: (files: File[]) => void }): JSX.Element {
  return (
    <label class={plain ? "button plain" : "button"}>
      <input
        type="file" class="unseen" multiple={multiple} accept={accept || undefined}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = ""; // so that the same file can be chosen again
          if (files.length > 0) take(files);
        }}
      />
      <span>{label}</span>
    </label>
  );
}
