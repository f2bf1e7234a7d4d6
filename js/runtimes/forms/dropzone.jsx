import { createRoot } from "react-dom/client";
import { useDropzone } from "react-dropzone";
import { dropzoneValidator } from "willpass/react-dropzone";

export function dropzone(root, options) {
  const validator = dropzoneValidator(options);
  createRoot(root).render(<Zone validator={validator} root={root} />);
}

function Zone({ validator, root }) {
  const { getRootProps, getInputProps, fileRejections } = useDropzone({
    validator,
    onDropAccepted: ([file]) => {
      const body = new FormData();
      body.set("image", file);
      void fetch("/upload", { method: "POST", body });
    },
    onDropRejected: ([{ errors }]) => {
      root.dataset.code = errors[0].code;
      root.dataset.message = errors[0].message;
    },
  });
  return (
    <section>
      <div {...getRootProps()} style={{ border: "2px dashed #888", padding: "2rem" }}><input {...getInputProps()} />Drop a picture here</div>
      <ul>{fileRejections.map(({ file, errors }) => <li key={file.name}>{file.name}: {errors[0].message}</li>)}</ul>
    </section>
  );
}
