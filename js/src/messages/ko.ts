import { saying } from "./say.js";
import { bytes, formats, pixels } from "./units.js";

const bound = (least: boolean): string => (least ? "이상" : "이하");

export const ko = saying({
  convert: ({ to, from }) => (from === "unrecognized" ? `${formats(to, " 또는 ")} 파일을 선택해 주세요.` : `${formats([from])} 대신 ${formats(to, " 또는 ")} 형식으로 변환해 주세요.`),
  rename: ({ to }) => `파일 확장자를 .${to.join(", .")} 중 하나로 바꿔 주세요.`,
  crop: ({ ratio, least, to, from }) => `가로세로 비율이 ${ratio} ${least ? "이상이" : "이하가"} 되도록 잘라 주세요: ${pixels(from)} 대신 ${pixels(to)}.`,
  resize: ({ least, to, from }) => `${least ? "더 큰 이미지를 선택해" : "이미지 크기를 줄여"} 주세요: ${pixels(from)} 대신 ${pixels(to)} 픽셀 ${bound(least)}.`,
  bytes: ({ least, to, from }) => `${least ? "더 큰 파일을 선택해" : "파일 용량을 줄여"} 주세요: ${bytes(from)} 대신 ${bytes(to)} ${bound(least)}.`,
  seconds: ({ least, to, from }) => `${least ? "더 긴 파일을 선택해" : "길이를 줄여"} 주세요: ${from}초 대신 ${to}초 ${bound(least)}.`,
  files: ({ least, to, from }) => `파일을 ${from}개 대신 ${to}개 ${bound(least)} 선택해 주세요.`,
  replace: () => "파일이 손상되었습니다. 다른 파일을 선택해 주세요.",
  unlock: () => "파일의 비밀번호를 해제해 주세요.",
  colour: () => "컬러 이미지를 선택해 주세요.",
  alike: () => "크기가 같은 이미지를 선택해 주세요.",
  other: ({ words }) => `사용할 수 없는 파일입니다: ${words}`,
});
