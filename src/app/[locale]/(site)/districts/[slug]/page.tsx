import { TopicPage, type TopicProps, topicMetadata } from "../../topic-page";

export const generateMetadata = (props: TopicProps) => topicMetadata("district", props);

export default function Page(props: TopicProps) {
  return TopicPage("district", props);
}
