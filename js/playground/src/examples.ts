// Commands to begin with: each fails, in another way.

export interface Example {
  name: string;
  text: string;
}

export const EXAMPLES: readonly Example[] = [
  {
    name: "Vidu",
    text: `curl https://api.vidu.com/ent/v2/img2video \\
  -H 'Authorization: Token your_key' \\
  --json '{
    "model": "viduq3-proo",
    "images": ["https://example.com/astronaut.png"],
    "prompt": "The astronaut waves and the camera moves up.",
    "duration": 60
  }'`,
  },
  {
    name: "OMNIOUS",
    text: `curl -X POST https://api.omnious.com/tagger/v2.12/bulk \\
  -H 'x-api-key: your_key' \\
  --json '{
    "albumName": "autumn",
    "taggingRequest": [
      {"image": {"type": "url", "content": "https://shop.example/1.jpg"}, "context": {"id": "p-1"}},
      {"image": {"type": "url", "content": "https://shop.example/2.jpg"}, "context": {"id": "p-1"}}
    ]
  }'`,
  },
  {
    name: "NHN Cloud",
    text: `curl https://api-ocr.nhncloudservice.com/v1.0/appkeys/your_appkey/business \\
  -H 'Content-Type: application/json' \\
  -d '{"image": "iVBORw0KGgo="}'`,
  },
  {
    name: "Alibaba Cloud",
    text: `curl https://dm-57.data.aliyun.com/rest/160601/ocr/ocr_business_card.json \\
  -H 'Authorization: APPCODE your_appcode' \\
  -H 'Content-Type: application/json; charset=UTF-8' \\
  -d '{"image": "data:image/png;base64,iVBORw0KGgo"}'`,
  },
  {
    name: "AILab",
    text: `curl https://www.ailabapi.com/api/cutout/general/universal-background-removal \\
  -H 'ailabapi-api-key: your_key' \\
  -F image=@panorama.jpg -F return_form=white`,
  },
];
