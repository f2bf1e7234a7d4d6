import * as FilePond from "filepond";
import "filepond/dist/filepond.min.css";
import { filepondPlugin } from "willpass/filepond";

export function filepond(root, options) {
  FilePond.registerPlugin(filepondPlugin(options));
  const input = document.createElement("input");
  input.type = "file";
  root.append(input);
  FilePond.create(input, {
    server: { process: "/upload" },
    onerror: ({ main, sub }) => {
      root.dataset.code = sub;
      root.dataset.message = main;
    },
  });
}
