import { type TextProps, textMetadata, TextRoute } from "../text-route";

export const generateMetadata = (props: TextProps) => textMetadata("accessibility", props);

export default function Page(props: TextProps) {
  return TextRoute("accessibility", props);
}
