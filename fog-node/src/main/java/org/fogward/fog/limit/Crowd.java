package org.fogward.fog.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How many are inside, in all and from each address; an IPv6 network of 64 bits counts as one. Thread-safe. */
public final class Crowd {
    private static final int NETWORK_BYTES = 8;

    private final int most;
    private final int mostPerAddress;
    private final Map<InetAddress, Integer> inside = new HashMap<>();
    private int all;

    /** An empty room for so many. */
    public Crowd(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Whether there was room; who came in has to {@link #leave}. */
    public synchronized boolean enter(InetAddress address) {
        InetAddress from = network(address);
        if (all >= most || inside.getOrDefault(from, 0) >= mostPerAddress) {
            return false;
        }
        all++;
        inside.merge(from, 1, Integer::sum);
        return true;
    }

    /** Makes room for another. */
    public synchronized void leave(InetAddress address) {
        all--;
        inside.computeIfPresent(network(address), (_, count) -> count > 1 ? count - 1 : null);
    }

    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] network = address.getAddress();
        Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
        try {
            return InetAddress.getByAddress(network);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
