// From a disk, a link to a folder shows its listing: send it to the folder's page instead.
if (location.protocol === 'file:') {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]');
    if (!link || link.protocol !== 'file:' || !link.pathname.endsWith('/')) return;
    event.preventDefault();
    location.href = link.pathname + 'index.html' + link.search + link.hash;
  });
}
