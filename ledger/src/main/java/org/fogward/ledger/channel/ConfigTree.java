package org.fogward.ledger.channel;

import java.util.Map;
import java.util.Optional;
import org.fogward.ledger.channel.ConfigElement.Place;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;

/** Puts a configuration's elements together again. A group's element says which members the group has. */
record ConfigTree(Map<Place, ConfigElement> elements) {
    /** What Fabric gives an element that lacks a policy for its changes, which the first channels had. */
    private static final String DEFAULT_MOD_POLICY = "Admins";

    ConfigGroup root() throws ConfigException {
        return group(ConfigElement.ROOT);
    }

    private ConfigGroup group(String path) throws ConfigException {
        ConfigGroup given = get(Place.ofGroup(path), ConfigElement.Group.class).content();
        ConfigGroup.Builder group =
                given.toBuilder().clearGroups().clearValues().clearPolicies();
        for (String name : given.getGroupsMap().keySet()) {
            group.putGroups(name, group(path + "/" + name));
        }
        for (String name : given.getValuesMap().keySet()) {
            ConfigValue value =
                    get(Place.ofValue(path, name), ConfigElement.Value.class).content();
            group.putValues(
                    name,
                    value.toBuilder()
                            .setModPolicy(modPolicy(value.getModPolicy()))
                            .build());
        }
        for (String name : given.getPoliciesMap().keySet()) {
            ConfigPolicy policy =
                    get(Place.ofPolicy(path, name), ConfigElement.Policy.class).content();
            group.putPolicies(
                    name,
                    policy.toBuilder()
                            .setModPolicy(modPolicy(policy.getModPolicy()))
                            .build());
        }
        return group.setModPolicy(modPolicy(given.getModPolicy())).build();
    }

    private String modPolicy(String given) {
        boolean repaired = elements.containsKey(Place.ofValue(ConfigElement.ROOT + "/Orderer", "Capabilities"));
        return given.isEmpty() && repaired ? DEFAULT_MOD_POLICY : given;
    }

    private <T extends ConfigElement> T get(Place place, Class<T> type) throws ConfigException {
        return Optional.ofNullable(elements.get(place))
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new ConfigException(place + " is missing"));
    }
}
