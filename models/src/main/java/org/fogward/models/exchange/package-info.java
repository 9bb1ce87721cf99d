/** Models in the forms that other programs read and write: safetensors files and Deeplearning4j graphs. */
@NullMarked
package org.fogward.models.exchange;

import org.jspecify.annotations.NullMarked;
