package org.fogward.fog.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fogward.fog.gate.GatewayDesk;
import org.fogward.protocol.identity.GatewayId;

/** Two gateways, of which one is suspended; keeps what is decided in memory. */
final class ExampleDesk implements GatewayDesk {
    private final Map<String, Optional<String>> gateways =
            new TreeMap<>(Map.of("aurora", Optional.empty(), "eastgate", Optional.of("operator: the box is missing")));

    @Override
    public synchronized List<Standing> gateways() {
        return gateways.entrySet().stream()
                .map(each -> new Standing(each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public void suspend(String gateway, String reason) {
        change(gateway, Optional.of(reason));
    }

    @Override
    public void restore(String gateway, String reason) {
        change(gateway, Optional.empty());
    }

    @Override
    public Invitation invite(String gateway) {
        return new Invitation(
                "ABCD-" + new GatewayId(gateway).value(), "https://fog.example.org", List.of("101", "010", "101"), 15);
    }

    private synchronized void change(String gateway, Optional<String> suspended) {
        if (gateways.replace(gateway, suspended) == null) {
            throw new IllegalArgumentException("gateway: " + gateway + " is not registered");
        }
    }
}
