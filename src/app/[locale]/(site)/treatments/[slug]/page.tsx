import { TopicPage, type TopicProps, topicMetadata } from "../../topic-page";

export const generateMetadata = (props: TopicProps) => topicMetadata("treatment", props);

export default function Page(props: TopicProps) {
  return TopicPage("treatment", props);
}
