/** Projects what was decided into every host's plan, and tells which hosts are there. */
package io.warpctl.operator.host;
