/** Makes the service's container images from the machine's own JDK, so that no registry is needed. */
package io.warpctl.examples.hello.image;
