/**
 * Arrow keys go from one to another of the elements that a selector names, which stand in so many columns; Home and End to the
 * first and last.
 */
export function arrows(selector: string, columns = 1): (event: KeyboardEvent & { currentTarget: HTMLElement }) => void {
  return (event) => {
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const aside = columns > 1 ? { ArrowLeft: at - 1, ArrowRight: at + 1 } : {};
    const to = ({ ArrowDown: at + columns, ArrowUp: at - columns, Home: 0, End: all.length - 1, ...aside } as Record<string, number>)[event.key];
    if (at < 0 || to === undefined || all[to] === undefined) return;
    event.preventDefault();
    all[to].focus();
  };
}
