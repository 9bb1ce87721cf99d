package org.fogward.edge.device;

import java.util.List;

/**
 * The devices of a gateway. Changes are on disk when a method returns, and in force for open connections within a second. Several processes
 * may write. Thread-safe.
 */
public interface DeviceRegister {

    /** All devices, by name. */
    List<KnownDevice> devices();

    /**
     * Invites a device that makes its own key: with the code it gets a certificate, once. An earlier invitation of the same name ends; a
     * certificate or key that it has stays good until it has enrolled.
     *
     * @return the code, which is told only here
     * @throws IllegalArgumentException naming the field, if the name is none or the configuration's
     */
    DeviceSecret invite(String name);

    /**
     * Lets a device in that can do no more than keep a pre-shared key. What it had before is not good any more.
     *
     * @return the key, which is told only here
     * @throws IllegalArgumentException naming the field, if the name is none or the configuration's
     */
    DeviceSecret addKey(String name);

    /**
     * Shuts a device out, and ends its connections. Samples that it delivered stay.
     *
     * @return whether there was one
     * @throws IllegalArgumentException naming the field, if it is one of the configuration's
     */
    boolean remove(String name);
}
