package org.fogward.ledger.verify;

import java.util.ArrayList;
import java.util.List;

/** What is wrong, sentence by sentence, each with its place. Not thread-safe. */
final class Findings {
    private final List<String> sentences = new ArrayList<>();

    void add(String sentence) {
        sentences.add(sentence);
    }

    void block(long number, String what) {
        add("block " + number + ": " + what);
    }

    void transaction(long block, int index, String what) {
        add("block " + block + ", transaction " + index + ": " + what);
    }

    int count() {
        return sentences.size();
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
