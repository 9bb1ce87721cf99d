package org.fogward.protocol.link;

/** Whether a topic matches a subscription's filter (MQTT 5, 4.7); topics that start with a dollar sign never do. */
record TopicFilter(String text) {
    boolean matches(String topic) {
        if (topic.startsWith("$")) {
            return false;
        }
        String[] wanted = text.split("/", -1);
        String[] given = topic.split("/", -1);
        for (int level = 0; level < wanted.length; level++) {
            if (wanted[level].equals("#")) {
                return true;
            }
            if (level == given.length || !wanted[level].equals("+") && !wanted[level].equals(given[level])) {
                return false;
            }
        }
        return wanted.length == given.length;
    }
}
