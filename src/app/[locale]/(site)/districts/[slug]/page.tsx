import { topicMetadata, TopicPage, type TopicProps } from "../../topic-page";

export const generateMetadata = (props: TopicProps) => topicMetadata("district", props);

export default function Page(props: TopicProps) {
  return TopicPage("district", props);
}
