import { useLocale } from "next-intl";
import { NotFoundView } from "@/content/pages/components/not-found-view";
import { Frame } from "@/ui/layout/frame";

export default function NotFound() {
  const language = useLocale();
  return (
    <Frame language={language} path="" tags={[]} hasSearch={false}>
      <NotFoundView language={language} />
    </Frame>
  );
}
