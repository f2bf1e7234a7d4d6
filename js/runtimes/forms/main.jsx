// One form for each adapter, chosen by the query, in the language of the query: ?form=uppy&say=ko. Uploads go to /upload.

import { load } from "willpass";
import { rules } from "willpass/rules/vidu";
import * as languages from "willpass/messages";
import { dropzone } from "./dropzone.jsx";
import { filepond } from "./filepond.js";
import { plain } from "./plain.js";
import { schema } from "./schema.jsx";
import { uppy } from "./uppy.js";

const query = new URLSearchParams(location.search);
const forms = { uppy, filepond, dropzone, schema, plain };
const options = { willpass: () => load({ rules }), endpoint: "vidu/img2video", say: languages[query.get("say")] };
forms[query.get("form")](document.querySelector("#root"), options);
document.title = "ready";
