package org.fogward.fog.view;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A view source that shows what a test tells it to. */
public final class ScriptedViews implements ViewSource {
    private final List<Consumer<FederationView>> listeners = new CopyOnWriteArrayList<>();
    private volatile FederationView view;

    public ScriptedViews(FederationView first) {
        view = first;
    }

    public void show(FederationView next) {
        view = next;
        listeners.forEach(listener -> listener.accept(next));
    }

    @Override
    public FederationView snapshot() {
        return view;
    }

    @Override
    public Subscription subscribe(Consumer<FederationView> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
