package org.fogward.ledger.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;

/** A group, value or policy of a configuration, each of which has a version and says who may change it. */
sealed interface ConfigElement {
    /** Where the configuration begins. */
    String ROOT = "/Channel";

    record Group(ConfigGroup content) implements ConfigElement {
        @Override
        public long version() {
            return content.getVersion();
        }

        @Override
        public String modPolicy() {
            return content.getModPolicy();
        }
    }

    record Value(ConfigValue content) implements ConfigElement {
        @Override
        public long version() {
            return content.getVersion();
        }

        @Override
        public String modPolicy() {
            return content.getModPolicy();
        }
    }

    record Policy(ConfigPolicy content) implements ConfigElement {
        @Override
        public long version() {
            return content.getVersion();
        }

        @Override
        public String modPolicy() {
            return content.getModPolicy();
        }
    }

    /**
     * An element's name. Elements of different kinds in the same place are different ones.
     *
     * @param kind {@code group}, {@code value} or {@code policy}
     * @param group the path of the group that it is, or lies in
     * @param name its name in that group; empty for the group itself
     */
    record Place(String kind, String group, String name) {
        static Place ofGroup(String path) {
            return new Place("group", path, "");
        }

        static Place ofValue(String group, String name) {
            return new Place("value", group, name);
        }

        static Place ofPolicy(String group, String name) {
            return new Place("policy", group, name);
        }

        @Override
        public String toString() {
            return "the " + kind + " " + group + (name.isEmpty() ? "" : "/" + name);
        }
    }

    long version();

    String modPolicy();

    /** All elements of a configuration, or of the part of one that an update names. */
    static Map<Place, ConfigElement> all(ConfigGroup root) {
        Map<Place, ConfigElement> all = new LinkedHashMap<>();
        collect(ROOT, root, all);
        return all;
    }

    private static void collect(String path, ConfigGroup group, Map<Place, ConfigElement> all) {
        all.put(Place.ofGroup(path), new Group(group));
        group.getGroupsMap().forEach((name, below) -> collect(path + "/" + name, below, all));
        group.getValuesMap().forEach((name, value) -> all.put(Place.ofValue(path, name), new Value(value)));
        group.getPoliciesMap().forEach((name, policy) -> all.put(Place.ofPolicy(path, name), new Policy(policy)));
    }
}
