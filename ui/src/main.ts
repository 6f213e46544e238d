import { mount } from 'svelte';
import './shared/tokens.css';
import './shared/base.css';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('no #app');

export default mount(App, { target });
