import { guardInput } from "willpass/input";

export function plain(root, options) {
  root.innerHTML = '<form action="/upload" method="post" enctype="multipart/form-data" target="answer"><input type="file" name="image" required> <button>Send</button></form><p></p><iframe name="answer" hidden></iframe>';
  const input = root.querySelector("input");
  guardInput(input, options);
  input.addEventListener("willpass", ({ detail }) => {
    root.dataset.code = detail?.code ?? "";
    root.dataset.message = input.validationMessage;
    root.querySelector("p").textContent = input.validationMessage;
  });
}
