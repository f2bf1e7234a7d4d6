import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { createRoot } from "react-dom/client";
import { useForm } from "react-hook-form";
import { fileSchema } from "willpass/standard-schema";

/** A schema of the whole form from that of its field, as form libraries want it. */
function objectOf(field, schema) {
  const validate = async (value) => {
    const { issues } = await schema["~standard"].validate(value[field]);
    return issues ? { issues: issues.map((issue) => ({ ...issue, path: [field] })) } : { value };
  };
  return { "~standard": { version: 1, vendor: "test", validate } };
}

export function schema(root, options) {
  createRoot(root).render(<Form schema={objectOf("image", fileSchema(options))} root={root} />);
}

function Form({ schema, root }) {
  const { register, handleSubmit, formState: { errors } } = useForm({ resolver: standardSchemaResolver(schema), mode: "onChange" });
  const send = ({ image }) => {
    const body = new FormData();
    body.set("image", image[0]);
    void fetch("/upload", { method: "POST", body });
  };
  root.dataset.message = errors.image?.message ?? "";
  return (
    <form onSubmit={handleSubmit(send)}>
      <input type="file" {...register("image")} /> <button>Send</button>
      <ul>{errors.image && <li>{errors.image.message}</li>}</ul>
    </form>
  );
}
