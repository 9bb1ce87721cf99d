package org.fogward.protocol.link;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/** Filters and the topics that they match: a line of each. */
public final class TopicFilterFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        return Stream.of("a/+/c\na/b/c", "a/#\na/b/c", "#\n$SYS/x", "a/b\na/b", "+/+\n/", "a//b\na//b")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void run(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        if (end < 0) {
            return;
        }
        String filter = text.substring(0, end);
        String topic = text.substring(end + 1);
        boolean matches = new TopicFilter(filter).matches(topic);
        Promise.that(!matches || !topic.startsWith("$"), "filter: matches the broker's own topics");
        if (!filter.contains("+") && !filter.contains("#")) {
            Promise.same(matches, !topic.startsWith("$") && filter.equals(topic));
        }
        if (filter.equals("#") && !topic.startsWith("$")) {
            Promise.that(matches, "filter: # matches everything");
        }
    }
}
