/** What all parts of the node use: JSON, atomic files, named failures, crash points. */
package io.warpctl.node.common;
