package org.fogward.protocol.link;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What a link is subscribed to, and who takes the messages. Safe for use by several threads. */
final class Subscriptions {
    private final Map<String, Subscription> byFilter = new ConcurrentHashMap<>();

    Subscription put(String filter, MessageHandler handler) {
        Subscription subscription = new Subscription(new TopicFilter(filter), handler, new CompletableFuture<>());
        Optional.ofNullable(byFilter.put(filter, subscription)).ifPresent(replaced -> replaced.follow(subscription));
        return subscription;
    }

    Collection<Subscription> all() {
        return List.copyOf(byFilter.values());
    }

    List<MessageHandler> handlersOf(String topic) {
        return byFilter.values().stream()
                .filter(subscription -> subscription.filter().matches(topic))
                .map(Subscription::handler)
                .toList();
    }

    /** One subscription; {@code answer} is the broker's first. */
    record Subscription(TopicFilter filter, MessageHandler handler, CompletableFuture<Void> answer) {
        void subscribe(PahoConnection connection) throws LinkException, InterruptedException {
            try {
                connection.subscribe(filter.text());
                answer.complete(null);
            } catch (LinkException e) {
                answer.completeExceptionally(e);
                throw e;
            }
        }

        /** Whoever waits for this subscription waits for the one that took its place. */
        private void follow(Subscription next) {
            next.answer.whenComplete((granted, failure) -> {
                if (failure == null) {
                    answer.complete(null);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        }

        boolean answered() {
            return answer.isDone();
        }

        void close() {
            answer.completeExceptionally(new LinkException("closed"));
        }

        /** For callers: what they hang on it runs on threads of its own. */
        CompletableFuture<Void> result() {
            return answer.thenApplyAsync(Function.identity(), Thread::startVirtualThread);
        }
    }
}
