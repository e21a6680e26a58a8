import { SorryRoute, sorryMetadata } from "../sorry-route";

type Props = { params: Promise<{ locale: string }> };

export const generateMetadata = (props: Props) => sorryMetadata("unsaved", props);
export default (props: Props) => SorryRoute("unsaved", props);
