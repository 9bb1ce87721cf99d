/** Codecs that turn a model update into bytes and back. */
@NullMarked
package org.fogward.protocol.update;

import org.jspecify.annotations.NullMarked;
