/** Tells the page around an iframe how high its content is, so that it need not scroll: { faultline: 'height', height: 640 }. */
new ResizeObserver(() => {
  // Any page may embed a figure, and its height is no secret.
  parent.postMessage(
    { faultline: 'height', height: Math.ceil(document.documentElement.getBoundingClientRect().height) },
    '*',
  );
}).observe(document.documentElement);
