package org.fogward.models.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.fogward.models.kernel.Kernels;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.unit.Workers;

/**
 * Networks for everyone in a process. No more than a fixed number compute at once, each on a thread of the pool, because
 * an engine's scratch memory belongs to the thread: however many gateways share the pool, memory follows its size.
 * Networks are kept and used again; which of them serves makes no difference to results. Thread-safe.
 */
public final class NetworkPool implements AutoCloseable {

    private final int parallelism;
    private final int threadsEach;
    private final ExecutorService threads;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    private record Idle(ModelSpec spec, int frozenBlocks, Network network) {}

    /**
     * Makes a pool without networks.
     *
     * @param parallelism how many networks may compute at once, at least 1; one for each processor is best
     */
    public NetworkPool(int parallelism) {
        this(parallelism, 1);
    }

    /**
     * Makes a pool whose networks compute with several threads each; the results are the same.
     *
     * @param parallelism how many networks may compute at once, at least 1
     * @param threadsEach how many threads each has, 1 to {@value Workers#PARTS}
     */
    public NetworkPool(int parallelism, int threadsEach) {
        this.parallelism = parallelism;
        this.threadsEach = threadsEach;
        this.threads = Executors.newFixedThreadPool(
                parallelism, Thread.ofPlatform().name("network-", 1).daemon().factory());
    }

    /** A pool of one network that takes as many of the machine's processors as it can use: for one gateway on its own machine. */
    public static NetworkPool ofOne() {
        return new NetworkPool(1, Math.min(Workers.PARTS, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Runs a task with a network of its own, after waiting for a free place. A task must not use the pool itself.
     *
     * @return what the task returns; what it throws is thrown
     * @throws CancellationException where the caller was interrupted; the task is interrupted in turn, and the caller's
     *     interrupt status is kept
     */
    public <T> T with(ModelSpec spec, Function<Network, T> task) {
        return with(spec, 0, task);
    }

    /**
     * The same for a network whose first blocks keep their parameters.
     *
     * @param frozenBlocks how many
     * @throws IllegalArgumentException if the network has fewer blocks
     */
    public <T> T with(ModelSpec spec, int frozenBlocks, Function<Network, T> task) {
        Future<T> result = threads.submit(() -> run(spec, frozenBlocks, task));
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a network computed");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a network failed", e.getCause());
        }
    }

    /** Releases all networks and ends the pool's threads; tasks that run are interrupted. */
    @Override
    public void close() {
        threads.shutdownNow();
        synchronized (idle) {
            closed = true;
            idle.forEach(each -> each.network().close());
            idle.clear();
        }
    }

    private <T> T run(ModelSpec spec, int frozenBlocks, Function<Network, T> task) {
        Network network = take(spec, frozenBlocks);
        boolean sound = false;
        try {
            T result = task.apply(network);
            sound = true;
            return result;
        } finally {
            if (sound) {
                giveBack(new Idle(spec, frozenBlocks, network));
            } else {
                network.close();
            }
        }
    }

    private Network take(ModelSpec spec, int frozenBlocks) {
        synchronized (idle) {
            for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
                Idle candidate = each.next();
                if (candidate.spec().equals(spec) && candidate.frozenBlocks() == frozenBlocks) {
                    each.remove();
                    return candidate.network();
                }
            }
        }
        return GraphNetwork.create(spec, frozenBlocks, Kernels.best(), threadsEach);
    }

    private void giveBack(Idle returned) {
        synchronized (idle) {
            if (closed) {
                returned.network().close();
                return;
            }
            idle.addFirst(returned);
            if (idle.size() > parallelism) {
                idle.removeLast().network().close();
            }
        }
    }
}
