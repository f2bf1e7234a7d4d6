import Uppy from "@uppy/core";
import Dashboard from "@uppy/dashboard";
import XHRUpload from "@uppy/xhr-upload";
import "@uppy/core/css/style.min.css";
import "@uppy/dashboard/css/style.min.css";
import { guardUppy } from "willpass/uppy";

export function uppy(root, options) {
  const one = new Uppy({ autoProceed: true }).use(Dashboard, { target: root, inline: true, width: 700, height: 400 }).use(XHRUpload, { endpoint: "/upload" });
  guardUppy(one, options);
  one.on("restriction-failed", (file, error) => {
    root.dataset.code = error.code;
    root.dataset.message = error.message;
  });
}
