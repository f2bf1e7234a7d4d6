/** Arrow keys go from one to the next of the elements that a selector names, Home and End to the first and last. */
export function arrows(selector: string): (event: KeyboardEvent & { currentTarget: HTMLElement }) => void {
  return (event) => {
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined || all[to] === undefined) return;
    event.preventDefault();
    all[to].focus();
  };
}
