'use strict';
// What the page does: checks its certificates and those dropped on it, sorts tables, shows sources.
(function () {
  const checker = globalThis.chaoscertChecker;

  /** The bytes of a file that the page holds, or undefined where it holds none of this name. */
  function bytesOf(id) {
    const element = document.getElementById(id);
    return element ? Uint8Array.from(atob(element.textContent), function (c) { return c.charCodeAt(0); }) : undefined;
  }

  /** Says what the checker found in the words of the other checker, and marks the element. */
  function show(output, found) {
    const isValid = found.result === 'valid';
    output.textContent = isValid
      ? 'valid: ' + found.conclusions.join(', ')
      : found.result + (found.code ? ' (' + found.code + ')' : '') + (found.place ? ' at ' + found.place : '') +
        (found.why ? ': ' + found.why : '');
    output.classList.toggle('good', isValid);
    output.classList.toggle('bad', !isValid);
  }

  /** Costly certificates are not checked unasked: they would keep the page from answering. */
  const QUICK = {work: 1e7};

  function checkSection(number, limits) {
    const output = document.getElementById('result-' + number);
    output.textContent = 'checking …';
    // The page is drawn before the work begins.
    setTimeout(function () {
      const found = checker.check(bytesOf('certificate-' + number), {network: bytesOf('network-' + number), limits: limits});
      if (limits && found.result === 'over-limits') {
        output.textContent = 'not checked here yet';
      } else {
        show(output, found);
      }
    }, 0);
  }

  document.querySelectorAll('button.check').forEach(function (button) {
    button.addEventListener('click', function () { checkSection(button.dataset.certificate); });
  });
  document.querySelectorAll('details').forEach(function (details) {
    details.addEventListener('toggle', function () {
      const source = details.querySelector('.source');
      if (source && !source.textContent) {
        source.textContent = new TextDecoder().decode(bytesOf('certificate-' + source.dataset.certificate));
      }
    });
  });

  /** Numbers by size, all else by letters; empty cells behind them. */
  function compare(a, b) {
    const left = Number(a);
    const right = Number(b);
    if (a === '' || b === '') {
      return a === b ? 0 : a === '' ? 1 : -1;
    }
    return Number.isNaN(left) || Number.isNaN(right) ? a.localeCompare(b, 'en', {numeric: true}) : left - right;
  }

  document.querySelectorAll('table.sortable').forEach(function (table) {
    const heads = Array.from(table.querySelectorAll('th'));
    heads.forEach(function (head, column) {
      head.querySelector('button').addEventListener('click', function () {
        const isUp = head.getAttribute('aria-sort') !== 'ascending';
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending');
        const body = table.tBodies[0];
        const cell = function (row) { return row.cells[column] ? row.cells[column].textContent : ''; };
        Array.from(body.rows)
          .sort(function (a, b) { return isUp ? compare(cell(a), cell(b)) : compare(cell(b), cell(a)); })
          .forEach(function (row) { body.appendChild(row); });
      });
    });
  });

  /** Tells network files from certificates by what they say they are. */
  function isNetwork(bytes) {
    return new TextDecoder().decode(bytes.subarray(0, 4096)).includes('"chaoscert-network/1"');
  }

  function line(name) {
    const item = document.createElement('li');
    const output = document.createElement('output');
    item.append(name + ': ', output);
    document.getElementById('dropped').append(item);
    return output;
  }

  /** Checks all certificates; one that needs a network file is given each of the others until one fits. */
  async function checkFiles(files) {
    const read = await Promise.all(Array.from(files).map(async function (file) {
      return {name: file.name, bytes: new Uint8Array(await file.arrayBuffer())};
    }));
    const networks = read.filter(function (file) { return isNetwork(file.bytes); });
    for (const file of read.filter(function (one) { return !networks.includes(one); })) {
      let found = checker.check(file.bytes, {});
      for (const network of found.code === 'network-missing' ? networks : []) {
        found = checker.check(file.bytes, {network: network.bytes});
        if (found.result === 'valid') {
          break;
        }
      }
      show(line(file.name), found);
    }
  }

  document.getElementById('files').addEventListener('change', function (event) { checkFiles(event.target.files); });
  document.addEventListener('dragover', function (event) {
    event.preventDefault();
    document.body.classList.add('over');
  });
  document.addEventListener('dragleave', function () { document.body.classList.remove('over'); });
  document.addEventListener('drop', function (event) {
    event.preventDefault();
    document.body.classList.remove('over');
    checkFiles(event.dataTransfer.files);
    document.getElementById('drop').scrollIntoView();
  });

  // Short certificates are checked at once.
  document.querySelectorAll('button.check').forEach(function (button) {
    const number = button.dataset.certificate;
    if (document.getElementById('certificate-' + number).textContent.length < 50000) {
      checkSection(number, QUICK);
    }
  });
})();
