import { type TextProps, TextRoute, textMetadata } from "../text-route";

export const generateMetadata = (props: TextProps) => textMetadata("accessibility", props);

export default function Page(props: TextProps) {
  return TextRoute("accessibility", props);
}
