package org.fogward.ledger.channel;

import java.util.Map;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;

/**
 * What is between two groups, in the form of Fabric's updates: the versions that are built upon, and what is written. A
 * group gets another version only when its members or its own policy change, not when something in it does.
 */
final class ConfigDelta {
    private final ConfigGroup before;
    private final ConfigGroup after;
    private final boolean members;
    private final ConfigGroup.Builder read;
    private final ConfigGroup.Builder write;

    private ConfigDelta(ConfigGroup before, ConfigGroup after) {
        this.before = before;
        this.after = after;
        members = !before.getModPolicy().equals(after.getModPolicy())
                || !before.getGroupsMap().keySet().equals(after.getGroupsMap().keySet())
                || !before.getValuesMap().keySet().equals(after.getValuesMap().keySet())
                || !before.getPoliciesMap()
                        .keySet()
                        .equals(after.getPoliciesMap().keySet());
        read = ConfigGroup.newBuilder().setVersion(before.getVersion());
        write = ConfigGroup.newBuilder().setVersion(before.getVersion());
        if (members) {
            write.setVersion(before.getVersion() + 1).setModPolicy(after.getModPolicy());
        }
    }

    static ConfigDelta between(ConfigGroup before, ConfigGroup after) {
        ConfigDelta delta = new ConfigDelta(before, after);
        after.getGroupsMap().forEach(delta::group);
        after.getValuesMap().forEach(delta::value);
        after.getPoliciesMap().forEach(delta::policy);
        return delta;
    }

    ConfigGroup read() {
        return read.build();
    }

    ConfigGroup write() {
        return write.build();
    }

    boolean changes() {
        return members || write.getGroupsCount() + write.getValuesCount() + write.getPoliciesCount() > 0;
    }

    private void group(String name, ConfigGroup next) {
        ConfigGroup old = before.getGroupsMap().get(name);
        if (old == null) {
            write.putGroups(name, fresh(next));
            return;
        }
        ConfigDelta below = between(old, next);
        if (members || below.changes()) {
            read.putGroups(name, below.read());
            write.putGroups(name, below.write());
        }
    }

    private void value(String name, ConfigValue next) {
        ConfigValue old = before.getValuesMap().get(name);
        if (old == null) {
            write.putValues(name, next.toBuilder().setVersion(0).build());
        } else if (!old.getValue().equals(next.getValue())
                || !old.getModPolicy().equals(next.getModPolicy())) {
            write.putValues(
                    name, next.toBuilder().setVersion(old.getVersion() + 1).build());
        } else if (members) {
            ConfigValue same =
                    ConfigValue.newBuilder().setVersion(old.getVersion()).build();
            read.putValues(name, same);
            write.putValues(name, same);
        }
    }

    private void policy(String name, ConfigPolicy next) {
        ConfigPolicy old = before.getPoliciesMap().get(name);
        if (old == null) {
            write.putPolicies(name, next.toBuilder().setVersion(0).build());
        } else if (!old.getPolicy().equals(next.getPolicy())
                || !old.getModPolicy().equals(next.getModPolicy())) {
            write.putPolicies(
                    name, next.toBuilder().setVersion(old.getVersion() + 1).build());
        } else if (members) {
            ConfigPolicy same =
                    ConfigPolicy.newBuilder().setVersion(old.getVersion()).build();
            read.putPolicies(name, same);
            write.putPolicies(name, same);
        }
    }

    /** What was not there before begins at version 0, with all that is in it. */
    private static ConfigGroup fresh(ConfigGroup group) {
        ConfigGroup.Builder fresh = group.toBuilder().setVersion(0);
        for (Map.Entry<String, ConfigGroup> each : group.getGroupsMap().entrySet()) {
            fresh.putGroups(each.getKey(), fresh(each.getValue()));
        }
        group.getValuesMap()
                .forEach((name, value) ->
                        fresh.putValues(name, value.toBuilder().setVersion(0).build()));
        group.getPoliciesMap()
                .forEach((name, policy) ->
                        fresh.putPolicies(name, policy.toBuilder().setVersion(0).build()));
        return fresh.build();
    }
}
